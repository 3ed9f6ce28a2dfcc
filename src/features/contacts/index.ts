// The doorway of contacts: whom the Association writes to in a community.
export {
  addContact,
  contactsHeld,
  contactsOf,
  forgetBroughtContact,
  forgetContact,
  saveContact,
  type Contact,
} from './contacts.queries.js'
