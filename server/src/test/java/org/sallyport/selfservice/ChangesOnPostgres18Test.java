package org.sallyport.selfservice;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class ChangesOnPostgres18Test extends ChangeInterleavings {}
