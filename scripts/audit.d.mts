export function findingsOf(answer: string): {
  readonly findings?: readonly string[];
  readonly unanswered?: string;
};
