package org.sallyport.gate.secondfactor.push;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class PhoneInterleavingsTest extends PhoneInterleavings {}
