import { Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import type { Repository } from "typeorm";
import { LlmService, type Turn } from "../llm";
import { ALERT_INSTRUCTIONS, REPORT_INSTRUCTIONS } from "./instructions";
import { Report } from "./report.entity";

@Injectable()
export class ReportsService {
  constructor(
    private readonly llm: LlmService,
    @InjectRepository(Report) private readonly reports: Repository<Report>,
  ) {}

  async monthly(utility: string, month: string, figures: string): Promise<Report> {
    const body = await this.llm.chat(
      [
        { role: "system", content: `Utility: ${utility}. Month: ${month}.\n\n${REPORT_INSTRUCTIONS}` },
        { role: "user", content: figures },
      ],
      1500,
    );
    const report = this.reports.create({ utility, month, body });
    return this.reports.save(report);
  }

  async alert(sensor: string, value: number): Promise<string> {
    const messages: Turn[] = [{ role: "system", content: ALERT_INSTRUCTIONS }];
    messages.push({ role: "user", content: `Sensor ${sensor} measures ${value}.` });
    return this.llm.chat(messages, 160);
  }

  async permits(permit: string): Promise<string> {
    return this.llm.read("List the obligations of the operator that this permit contains, with their dates.", permit);
  }

  async translate(report: Report, language: string): Promise<string> {
    return this.llm.ask(`Translate this report into ${language}. Keep numbers and units.\n\n${report.body}`);
  }

  async explain(report: Report): Promise<string> {
    let prompt = `Report of ${report.utility} for ${report.month}:\n${report.body}\n\n`;
    prompt += "Explain this report to somebody who has moved to the town last week and knows nothing about water supply. ";
    prompt += "Begin with whether the water can be drunk. Then say what was repaired, what will be repaired, and what it costs ";
    prompt += "a household of three people in a year. Leave out everything about staff, pensions and contracts. ";
    prompt += "Explain every technical word with a comparison from the kitchen. Do not use more than one hundred and fifty words.";
    return this.llm.ask(prompt);
  }

  async *live(report: Report) {
    yield* this.llm.stream([{ role: "user", content: `Summarise in three sentences: ${report.body}` }]);
  }

  async similar(report: Report): Promise<Report[]> {
    const vector = await this.llm.vector(report.body);
    return this.reports.query("SELECT * FROM report ORDER BY embedding <=> $1 LIMIT 5", [vector]);
  }
}
