package org.sallyport.gate.account.imports;

/** The result of a dry run: what an import would change, or why the file is refused. */
public sealed interface ImportPreview permits ImportPlan, ImportResult.BadLines {}
