import { runCommand } from "./command_context.ts";
import { playCommand } from "./play_command.ts";

if (import.meta.main) await runCommand(playCommand);
