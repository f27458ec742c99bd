interface Post {
  model: string;
  messages: string[];
}

/** The notice board of the open-air swimming pool (OpenAI for short). */
export class OpenAI {
  readonly chat = { completions: { create: (post: Post) => ({ room: post.model, count: post.messages.length }) } };
}
