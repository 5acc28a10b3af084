package org.sallyport.gate.secondfactor.push;

import org.sallyport.testing.database.OnPostgres17;

@OnPostgres17
class PhoneInterleavingsOnPostgres17Test extends PhoneInterleavings {}
