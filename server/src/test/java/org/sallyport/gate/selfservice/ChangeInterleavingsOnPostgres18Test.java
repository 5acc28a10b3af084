package org.sallyport.gate.selfservice;

import org.sallyport.testing.database.OnPostgres18;

@OnPostgres18
class ChangeInterleavingsOnPostgres18Test extends ChangeInterleavings {}
