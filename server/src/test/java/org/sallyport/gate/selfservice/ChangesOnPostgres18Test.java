package org.sallyport.gate.selfservice;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class ChangesOnPostgres18Test extends ChangeInterleavings {}
