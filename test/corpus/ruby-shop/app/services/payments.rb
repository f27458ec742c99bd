class Payments
  def initialize
    @twilio = Twilio::REST::Client.new
  end

  def charge(order)
    Stripe::PaymentIntent.create(amount: order.cents, currency: "eur")
    @twilio.messages.create(from: "+1", to: order.phone, body: "Paid")
    Message.create(order: order, body: "Paid")
    order.chat.create(text: "Paid")
  end
end
