import { gql } from "@apollo/client";

export const SEND_CHAT = gql`
  mutation chat($prompt: String!, $messages: [JSON!]!) {
    chat(prompt: $prompt, messages: $messages) {
      id
    }
  }
`;
