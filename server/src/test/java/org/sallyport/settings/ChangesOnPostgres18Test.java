package org.sallyport.settings;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class ChangesOnPostgres18Test extends ChangeInterleavings {}
