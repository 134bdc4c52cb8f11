variable "policy" {
  description = "Policy of the S3 gateway endpoint."
  type        = string
  default     = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::example-reports/*",
        "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}
      }]
    }
  JSON

  validation {
    condition = length([
      for f in provider::vpce::policy_lint(var.policy, { service = "s3", vpc_endpoint_type = "Gateway", region = "us-east-1" }) : f if f.severity == "error"
    ]) == 0
    error_message = "The policy has faults: ${join(" ", [for f in provider::vpce::policy_lint(var.policy) : "line ${f.line}: ${f.detail}" if f.severity == "error"])}"
  }
}

# A misspelt action is found with its place, and the nearest right one is named.
output "misspelt" {
  value = [
    for f in provider::vpce::policy_lint(replace(var.policy, "s3:GetObject", "s3:GetObjects"), { service = "s3" }) :
    "${f.rule} line ${f.line}, column ${f.column}: ${f.detail}"
  ]
}
