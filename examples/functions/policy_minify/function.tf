# An endpoint policy has at most 20,480 characters, white space included.
output "shorter" {
  value = provider::vpce::policy_minify(jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Read", Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::example-reports/*" },
      { Sid = "Write", Effect = "Allow", Principal = "*", Action = "s3:PutObject", Resource = "arn:aws:s3:::example-reports/*" },
    ]
  }))
}
