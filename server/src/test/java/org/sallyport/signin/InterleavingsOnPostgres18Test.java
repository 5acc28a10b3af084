package org.sallyport.signin;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class InterleavingsOnPostgres18Test extends Interleavings {}
