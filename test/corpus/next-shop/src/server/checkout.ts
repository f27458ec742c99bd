import Stripe from "stripe";
import { generateText } from "./labels";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? "");

export async function startCheckout(piece: { title: string; cents: number; width: number }) {
  const label = generateText({ model: "zebra-zd421", text: piece.title, width: piece.width });
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: piece.cents, product_data: { name: piece.title } } }],
    metadata: { label },
  });
  const customer = await stripe.customers.create({ name: piece.title });
  return { url: session.url, customer: customer.id };
}
