export const OPENAI = Symbol("OPENAI");
export const MODEL_FOR_REPORTS = "gpt-4.1";
