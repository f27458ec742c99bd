import { Body, Controller, Inject, Post, Sse } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import OpenAI from "openai";
import { from, map } from "rxjs";
import { OPENAI } from "../llm";
import { ReportsService } from "./reports.service";

@Controller("reports")
export class ReportsController {
  @Inject(OPENAI) private readonly client: OpenAI;

  constructor(
    private readonly service: ReportsService,
    private readonly config: ConfigService,
  ) {}

  @Post()
  create(@Body() body: { utility: string; month: string; figures: string }) {
    return this.service.monthly(body.utility, body.month, body.figures);
  }

  @Post("classify")
  async classify(@Body() body: { text: string }) {
    const response = await this.client.responses.create({
      model: this.config.get("CLASSIFIER_MODEL", "gpt-4.1-nano"),
      instructions: "Answer with one word: complaint, question, notice or other.",
      input: body.text,
    });
    return { kind: response.output_text };
  }

  @Sse("live")
  live() {
    return from(["start", "stop"]).pipe(map((data) => ({ data })));
  }
}
