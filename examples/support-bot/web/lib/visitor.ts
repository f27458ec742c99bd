/** Who is chatting: a customer who is logged in, or somebody looking around. */
export interface Visitor {
  name: string;
  plan: string | null;
  locale: string;
}

export async function visitorOf(request: Request): Promise<Visitor> {
  const session = request.headers.get("x-session");
  if (!session) return { name: "there", plan: null, locale: "en" };
  const response = await fetch(`${process.env.ACCOUNT_URL}/sessions/${session}`);
  return (await response.json()) as Visitor;
}
