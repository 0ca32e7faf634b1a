import { runCommand } from "./command_context.ts";
import { trainCommand } from "./train_command.ts";

if (import.meta.main) await runCommand(trainCommand);
