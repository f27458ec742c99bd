export * from "./llm.module";
export { LlmService, type Turn } from "./llm.service";
export { MODEL_FOR_REPORTS, OPENAI } from "./tokens";
