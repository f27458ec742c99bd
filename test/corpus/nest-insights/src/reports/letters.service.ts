import { Injectable } from "@nestjs/common";
import { LlmService, type Turn } from "../llm";

type Letter = { name: string; street: string; reason: string };

@Injectable()
export class LettersService {
  private readonly rules = [
    "Write a letter of a water utility to a household.",
    "The first sentence says what will happen in the street, the second says on which day and between which hours.",
    "Then list what the household has to do before: fill bottles, close the tap behind the meter, switch off the boiler.",
    "Then say what it has to do afterwards: let the water run for two minutes, clean the sieve of every tap.",
    "Do not apologise, do not thank, and do not name companies that do the work.",
  ].join("\n");

  constructor(private readonly llm: LlmService) {}

  async works(letter: Letter) {
    return this.llm.chat(this.turns(letter));
  }

  async worksByName(letter: Letter) {
    const { name, street, reason } = letter;
    const system = `${name}, ${street}\n${this.rules}`;
    const turns: Turn[] = [
      { role: "system", content: system },
      { role: "user", content: reason },
    ];
    return this.llm.chat(turns, 300);
  }

  async questions(letter: Letter) {
    const answers = await Promise.all(
      ["How long?", "Why now?"].map((question) => this.llm.ask(`${question} The reason is: ${letter.reason}`)),
    );
    return answers.join("\n");
  }

  private turns({ name, street, reason }: Letter): Turn[] {
    return [
      { role: "system", content: this.rules },
      { role: "user", content: `To ${name} in ${street}, because of ${reason}` },
    ];
  }
}
