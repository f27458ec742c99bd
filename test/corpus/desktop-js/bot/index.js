import { Client, EmbedBuilder } from "discord.js";
import Telegraf from "telegraf";
import { OpenAI } from "openai";

const client = new Client({ intents: [] });
const telegram = new Telegraf(process.env.TELEGRAM_TOKEN);
const ai = new OpenAI({ apiKey: process.env.OPENROUTER_API_KEY, baseURL: "https://openrouter.ai/api/v1" });

client.on("messageCreate", async (message) => {
  const { choices } = await ai.chat.completions.create({
    model: "meta-llama/llama-3.3-70b-instruct",
    messages: [
      { role: "system", content: "You are the cheerful bot of a garden club. Answer in one sentence." },
      { role: "user", content: message.content },
    ],
  });
  const embed = new EmbedBuilder().setTitle("Garden club").setDescription(choices[0].message.content);
  await message.channel.send({ embeds: [embed] });
  await message.guild.channels.create({ name: message.content.slice(0, 20) });
});

telegram.on("text", (context) => context.reply(embed(context.message.text)));

function embed(text) {
  return `<iframe title="${text}"></iframe>`;
}
