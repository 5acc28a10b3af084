// Runs the program of ./sallyport messages, which is TypeScript.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { module } = await runnerImport(path("command.ts"), { configFile: false, logLevel: "error" });
const server = path("../../../server/src");
process.exitCode = new module.Command(
  `${server}/main/resources/messages`,
  `${server}/translation`,
  console.log,
  console.error,
).run(process.argv.slice(2));
