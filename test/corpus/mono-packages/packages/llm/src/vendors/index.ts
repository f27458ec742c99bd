export { anthropic, askClaude } from "./anthropic.js";
export { openai, embedTexts } from "./openai.js";
export * as others from "./others.js";
