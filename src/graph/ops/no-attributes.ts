/** The attributes of operations that have none. */
export type NoAttributes = Readonly<Record<string, never>>;
