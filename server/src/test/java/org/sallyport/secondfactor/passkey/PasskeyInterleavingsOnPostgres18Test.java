package org.sallyport.secondfactor.passkey;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class PasskeyInterleavingsOnPostgres18Test extends PasskeyInterleavings {}
