package org.sallyport.login;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class InterleavingsOnPostgres18Test extends Interleavings {}
