package org.sallyport.gate.secondfactor.passkey;

import org.sallyport.testing.database.OnPostgres18;

@OnPostgres18
class PasskeyInterleavingsOnPostgres18Test extends PasskeyInterleavings {}
