import type { LanguageModelV2Middleware } from "@ai-sdk/provider";

export const loggingMiddleware: LanguageModelV2Middleware = {
  wrapGenerate: async ({ doGenerate, params }) => {
    const started = Date.now();
    const result = await doGenerate();
    console.log("model answered in %d ms with %d messages", Date.now() - started, params.prompt.length);
    return result;
  },
};
