import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { models } from "./models.js";
import { openai } from "./vendors/openai.js";

const Kind = z.object({ kind: z.enum(["letter", "parcel", "newspaper"]) });

export async function classify(text: string, language: string) {
  const completion = await openai.chat.completions.parse({
    model: models.openai.small,
    messages: [
      {
        role: "system",
        content: [
          `The sender writes ${language}.`,
          "Decide what the sender wants to have delivered: a letter, a parcel or a newspaper.",
          "A letter is anything below five hundred grams that fits through a slot of twenty-five by three centimetres.",
          "A newspaper is a letter that is sent on a fixed day to more than one address. Everything else is a parcel.",
          "When the sender mentions a value, an insurance or a signature, it is a parcel whatever its size.",
          "When the sender mentions several things, decide for the largest of them.",
        ].join("\n"),
      },
      { role: "user", content: text },
    ],
    response_format: zodResponseFormat(Kind, "kind"),
  });
  return completion.choices[0]?.message.parsed?.kind ?? null;
}
