module.exports = {
  apiKey: process.env.OPENAI_API_KEY,
  model: process.env.NOTES_MODEL || "gpt-4o",
  limits: { title: 20, answer: 500 },
};
