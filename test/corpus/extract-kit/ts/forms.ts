import OpenAI from "openai";

const client = new OpenAI();
const town = process.env.TOWN ?? "Neustadt";
const started = new Date();

const COMPLAINT = `Sort a complaint of a citizen.
Noise, rubbish, roads, light, animals and neighbours each have an office of their own. Rubbish beside a bin is rubbish, rubbish in a park is
for the gardeners, and rubbish on a road is for the roads. A lamp that is out is light, a lamp that lies on the road is roads. Dogs that
bark are noise between ten in the evening and six in the morning and animals at any other time. Complaints about offices go to the mayor.
Answer with the name of the office.`;

type Complaint = { citizen: string; street: string; text: string };

export async function office(complaint: Complaint) {
  const completion = await client.chat.completions.create({
    model: "gpt-4.1-nano",
    messages: [
      { role: "system", content: `Town: ${town}\n${COMPLAINT}` },
      { role: "user", content: `${complaint.street}: ${complaint.text}` },
    ],
  });
  return completion.choices[0]?.message.content;
}

export async function officeOf(complaint: Complaint) {
  const completion = await client.chat.completions.create({
    model: "gpt-4.1-nano",
    messages: [{ role: "system", content: `Citizen: ${complaint.citizen}, ${complaint.street}\n${COMPLAINT}` }, { role: "user", content: complaint.text }],
  });
  return completion.choices[0]?.message.content;
}

export async function officeNow({ text }: Complaint) {
  const completion = await client.chat.completions.create({
    model: "gpt-4.1-nano",
    messages: [
      { role: "system", content: `Hour: ${new Date().getHours()}` },
      { role: "developer", content: COMPLAINT },
      { role: "user", content: text },
    ],
  });
  return completion.choices[0]?.message.content;
}

export async function officeSince({ text }: Complaint) {
  const completion = await client.chat.completions.create({
    model: "gpt-4.1-nano",
    messages: [{ role: "system", content: `Running since ${started.toISOString()}\n${COMPLAINT}` }, { role: "user", content: text }],
  });
  return completion.choices[0]?.message.content;
}

export async function sortAll(complaints: Complaint[]) {
  const results = new Map<string, string>();
  for (const { citizen, text } of complaints) {
    const response = await client.responses.create({
      model: "gpt-4.1-nano",
      input: "Complaint: ".concat(text, "\n\n", COMPLAINT),
    });
    results.set(citizen, response.output_text);
  }
  return results;
}
