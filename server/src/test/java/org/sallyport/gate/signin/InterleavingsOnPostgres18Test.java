package org.sallyport.gate.signin;

import org.sallyport.testing.SallyportTest;

@SallyportTest
class InterleavingsOnPostgres18Test extends Interleavings {}
