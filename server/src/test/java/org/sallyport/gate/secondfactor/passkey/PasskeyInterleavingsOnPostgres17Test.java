package org.sallyport.gate.secondfactor.passkey;

import org.sallyport.testing.database.OnPostgres17;

@OnPostgres17
class PasskeyInterleavingsOnPostgres17Test extends PasskeyInterleavings {}
