"""What is around every lesson: header, navigation, language, check, code, refusals."""
