import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { OpenAI } from "./open-air";

/** A chat between people: no model is involved. */
@WebSocketGateway()
export class ChatGateway {
  private readonly completions = new Map<string, string[]>();
  private readonly client = new OpenAI();

  @SubscribeMessage("chat")
  chat(@MessageBody() message: { room: string; text: string; model?: string }) {
    const messages = this.completions.get(message.room) ?? [];
    this.completions.set(message.room, [...messages, message.text]);
    return this.client.chat.completions.create({ model: message.room, messages });
  }
}
