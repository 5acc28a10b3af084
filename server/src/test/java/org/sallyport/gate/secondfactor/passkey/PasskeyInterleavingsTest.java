package org.sallyport.gate.secondfactor.passkey;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class PasskeyInterleavingsTest extends PasskeyInterleavings {}
