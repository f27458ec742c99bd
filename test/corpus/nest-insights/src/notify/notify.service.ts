import { Injectable } from "@nestjs/common";
import { Client, GatewayIntentBits, type TextChannel } from "discord.js";
import twilio from "twilio";
import { WebClient } from "@slack/web-api";

@Injectable()
export class NotifyService {
  private readonly sms = twilio(process.env.TWILIO_SID, process.env.TWILIO_TOKEN);
  private readonly slack = new WebClient(process.env.SLACK_TOKEN);
  private readonly discord = new Client({ intents: [GatewayIntentBits.Guilds] });

  async page(number: string, body: string) {
    await this.sms.messages.create({ to: number, from: "+4930000", body });
    await this.slack.chat.postMessage({ channel: "duty", text: body });
  }

  async open(channel: TextChannel, name: string) {
    const thread = await channel.threads.create({ name, autoArchiveDuration: 60 });
    await thread.messages.fetch({ limit: 1 });
    await this.discord.guilds.create({ name });
    return thread.id;
  }
}
