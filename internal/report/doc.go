// Package report writes a design for people: as Markdown for a pull request, and as a
// Mermaid diagram.
//
// It decides nothing and adds nothing: every sentence is a value of the design in words. What
// is not known yet is "known after apply", what no source says is "not known". Everything
// that a caller named may hold any text, so all of it is escaped on its way out.
//
//	report.Markdown(d) // the whole report, with the diagram in it
//	report.Mermaid(d)  // the diagram alone
package report
