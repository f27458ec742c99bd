import { openai } from "@ai-sdk/openai";
import { generateObject, generateText } from "ai";
import dedent from "dedent";
import Mustache from "mustache";
import { z } from "zod";
import { env } from "@/env";
import prompts from "./prompts.json";

const filters = z.object({ widest: z.number().nullable(), woods: z.array(z.string()), decade: z.number().nullable() });

export async function readSearch(text: string) {
  const { object } = await generateObject({
    model: openai(env.SEARCH_MODEL),
    schema: filters,
    system: dedent`
      Read what a visitor of a furniture shop types into the search field.
      Take over measures in centimetres, names of woods in German, and the first year of a decade.
      Leave out what was not typed. Never guess a wood from a colour.
    `,
    prompt: text,
  });
  return object;
}

export async function readSearchOf(visitor: string, text: string) {
  const { object } = await generateObject({
    model: openai(env.SEARCH_MODEL),
    schema: filters,
    system: `Visitor: ${visitor}\n${prompts.search}`,
    prompt: text,
  });
  return object;
}

export async function moderate(review: string, premium: boolean) {
  const { text } = await generateText({
    model: openai(env.REVIEW_MODEL),
    system: [prompts.search, premium && "The visitor is a regular.", "Answer yes or no."].filter(Boolean).join("\n"),
    prompt: review,
  });
  return text === "yes";
}

export async function mail(name: string, piece: string) {
  const { text } = await generateText({
    model: openai("gpt-4.1"),
    prompt: Mustache.render(prompts.mail, { name, piece }),
  });
  return text;
}
