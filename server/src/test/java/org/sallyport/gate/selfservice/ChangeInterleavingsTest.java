package org.sallyport.gate.selfservice;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class ChangeInterleavingsTest extends ChangeInterleavings {}
