// The doorway of contacts: whom the Association writes to in a community.
export { contactsOf, saveContact, type Contact } from './contacts.queries.js'
