package org.sallyport.gate.selfservice;

import org.sallyport.testing.database.OnPostgres17;

@OnPostgres17
class ChangesOnPostgres17Test extends ChangeInterleavings {}
