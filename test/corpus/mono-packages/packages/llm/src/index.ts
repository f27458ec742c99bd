export { createAssistant, type Assistant } from "./assistant.js";
export * from "./models.js";
export * from "./vendors/index.js";
export { classify as classifyText } from "./classify.js";
