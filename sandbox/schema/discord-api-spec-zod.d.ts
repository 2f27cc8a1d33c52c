/** The package ships its Zod schemas as plain JavaScript: one export `<Name>Schema` for each schema of Discord's OpenAPI file. */
declare module 'discord-api-spec/zod' {
  export function setStrictObject(strict: boolean): void;
}
