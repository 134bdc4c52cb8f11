package plan

// Listed reports whether a text is in a list, and if not, whether it may yet turn out to be:
// because the list, or an element of it, is not known.
func Listed(list Texts, text string) (in, open bool) {
	for _, element := range list.Or(nil) {
		if element.IsGiven() && element.Or("") == text {
			return true, false
		}
	}
	return false, Open(list)
}

// Open reports whether a list, or an element of it, is not known yet.
func Open(list Texts) bool {
	for _, element := range list.Or(nil) {
		if element.IsUnknown() {
			return true
		}
	}
	return list.IsUnknown()
}

// Known are the texts of a list that are known.
func Known(list Texts) []string {
	var out []string
	for _, element := range list.Or(nil) {
		if text, given := element.Get(); given {
			out = append(out, text)
		}
	}
	return out
}
