/** A staff member as colleagues see them; the id is the public form (`stf_…`). */
export interface StaffName {
  id: string;
  name: string;
}
