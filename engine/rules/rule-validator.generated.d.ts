/** Whether a value is as `RuleSchema` says. `errors` are those of the last call. Made by `npm run schemas`. */
export const validate: {
  (value: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
};
