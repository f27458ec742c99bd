import { HttpService } from "@nestjs/axios";
import { Injectable, type OnModuleInit } from "@nestjs/common";
import { InjectModel } from "@nestjs/mongoose";
import { ClientGrpc } from "@nestjs/microservices";
import OpenAI from "openai";
import type { Model } from "mongoose";

const INTENTS = ["bill", "leak", "move", "other"] as const;
const DEFAULTS = { model: "gpt-4.1-nano", temperature: 0 } as const;

@Injectable()
export class SupportService implements OnModuleInit {
  private openai!: OpenAI;

  constructor(
    @InjectModel("Ticket") private readonly tickets: Model<unknown>,
    private readonly http: HttpService,
    private readonly grpc: ClientGrpc,
  ) {}

  onModuleInit() {
    this.openai = new OpenAI();
  }

  async intent(text: string) {
    const completion = await this.openai.chat.completions.create({
      ...DEFAULTS,
      messages: [
        { role: "system", content: `Choose one of: ${INTENTS.join(", ")}.` },
        { role: "user", content: text },
      ],
    });
    await this.tickets.create({ model: "ticket", messages: [text], intent: completion.choices[0]?.message.content });
    return completion;
  }

  async answer(ticket: { customer: string; meter: string; text: string }) {
    const lines = [
      `Customer ${ticket.customer}, meter ${ticket.meter}`,
      "You answer for a water utility. Say first whether the customer has to do something today. A leak before the meter is the",
      "business of the utility, a leak behind it is the business of the owner; explain this in one sentence without the word liability.",
      "Give the number of the emergency service only when water is running. Bills are explained line by line, but only the lines that the",
      "customer has asked about. Moving house needs the reading of the meter and the date, nothing else.",
    ];
    return this.openai.responses.create({
      model: "gpt-4.1-mini",
      instructions: lines.join("\n"),
      input: ticket.text,
    });
  }

  forward(text: string) {
    const service = this.grpc.getService<{ chat(body: object): unknown }>("Chat");
    this.http.post("/completions", { prompt: text });
    return service.chat({ model: "people", messages: [text] });
  }
}
