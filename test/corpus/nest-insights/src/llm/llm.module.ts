import Anthropic from "@anthropic-ai/sdk";
import { Global, Module } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import OpenAI from "openai";
import { LlmService } from "./llm.service";
import { OPENAI } from "./tokens";

@Global()
@Module({
  providers: [
    {
      provide: OPENAI,
      inject: [ConfigService],
      useFactory: (config: ConfigService) => new OpenAI({ apiKey: config.getOrThrow("OPENAI_API_KEY") }),
    },
    { provide: Anthropic, useFactory: () => new Anthropic() },
    LlmService,
  ],
  exports: [OPENAI, Anthropic, LlmService],
})
export class LlmModule {}
