package org.sallyport.gate.secondfactor.push;

import org.sallyport.testing.database.OnPostgres18;

@OnPostgres18
class PhoneInterleavingsOnPostgres18Test extends PhoneInterleavings {}
