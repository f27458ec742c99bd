/** Entry point of the language server's bundle. */
import { startLanguageServer } from "./start.ts";

startLanguageServer();
