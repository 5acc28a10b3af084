package org.sallyport.settings;

import org.sallyport.testing.OnPostgres17;

@OnPostgres17
class ChangesOnPostgres17Test extends ChangeInterleavings {}
